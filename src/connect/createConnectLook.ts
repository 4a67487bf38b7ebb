import type { AppearanceOptions, StripeConnectInstance } from '@stripe/connect-js';
import { resolveAppearance } from '../appearance/themes.js';
import { fault, type EmbeddedError } from '../session/errors.js';
import { isEqual } from '../session/isEqual.js';
import type { Debuggable, Look, WantedLook } from './connectTypes.js';

const PARTS = ['appearance', 'locale', 'displayOptions'] as const;

/** Tracks the look of an instance's components, because Connect.js does not expose it. */
export function createConnectLook(
  initial: WantedLook,
  getInstance: () => Debuggable | undefined,
  onFailed: (error: EmbeddedError) => void,
) {
  let wanted = initial;
  /** The looks of all providers on the page. The last one applies: its provider was the last to change its look. */
  const wearers: WantedLook[] = [];
  /** The language that the endpoint named for the user. It may do so with the first session only. */
  let spoken: string | undefined;
  let worn: Look = {};

  /** Applies the parts that differ from the current look. */
  async function bring() {
    const instance = getInstance();
    if (!instance) return;
    const next = completed(worn, { ...wanted, locale: wanted.locale ?? spoken });
    const parts = PARTS.filter((part) => next[part] && !isEqual(next[part], worn[part]));
    if (!parts.length) return;
    const change: Look = Object.fromEntries(parts.map((part) => [part, next[part]]));
    worn = { ...worn, ...change };
    try {
      // connect-js's own `update` throws inside a promise, where nobody can catch it. So call the method behind it.
      const behind = (await instance.debugInstance?.()) ?? instance;
      (behind as StripeConnectInstance).update(change);
    } catch (cause) {
      onFailed(fault('setter_failed', { prop: parts.join() }, { cause }));
    }
  }

  function follow() {
    wanted = wearers.at(-1) ?? wanted;
    void bring();
  }

  return {
    /** The look to create an instance with. */
    begin() {
      const { appearance, locale = spoken } = wanted;
      return (worn = { appearance, locale });
    },
    bring,
    speak(locale?: string) {
      spoken = locale;
    },
    /**
     * While nothing is mounted on the store, the initial look matches too: a page that sets its look in an effect
     * starts each visit with the initial one.
     */
    wears(look: WantedLook, isFree: boolean) {
      if (isFree && look.written === initial.written) wanted = look;
      return look.written === wanted.written;
    },
    /** Whether a provider is on the page. */
    isWorn: () => wearers.length > 0,
    wear(look: WantedLook) {
      wearers.push(look);
      follow();
      return () => {
        wearers.splice(wearers.indexOf(look), 1);
        // A provider whose look changes removes the old one and adds the new one at once.
        queueMicrotask(follow);
      };
    },
  };
}

/**
 * Connect.js keeps whatever an update omits. So an update also lists what the page has removed, with the value that is
 * closest to Connect.js's default.
 */
const completed = (worn: Look, { appearance, locale, displayOptions }: Look): Look => ({
  appearance: worn.appearance ? completedAppearance(worn.appearance, appearance) : appearance,
  locale: locale || (worn.locale && navigator.language),
  displayOptions: (displayOptions ?? worn.displayOptions) && { showObjectIds: false, ...displayOptions },
});

function completedAppearance(worn: AppearanceOptions, wanted?: AppearanceOptions): AppearanceOptions {
  const variables = { ...wanted?.variables } as Record<string, string | undefined>;
  const light = resolveAppearance({ theme: 'light' })!.variables as typeof variables;
  // A variable without a default stays listed as undefined. Without it, the same look would count as another one.
  for (const [name, value] of Object.entries({ ...worn.variables } as typeof variables))
    variables[name] ??= value && light[name];
  return {
    ...(worn.overlays && { overlays: 'dialog' }),
    ...wanted,
    ...(Object.keys(variables).length && { variables }),
  };
}
