import type { AppearanceOptions, StripeConnectInstance } from '@stripe/connect-js';
import { resolveAppearance } from '../appearance/themes.js';
import { fault, type EmbeddedError } from '../session/errors.js';
import { isEqual } from '../session/isEqual.js';
import type { Debuggable, Look, WantedLook } from './connectTypes.js';

const PARTS = ['appearance', 'locale', 'displayOptions'] as const;

/** What the components of an instance wear: Connect.js does not tell it. */
export function createConnectLook(
  initial: WantedLook,
  getInstance: () => Debuggable | undefined,
  onFailed: (error: EmbeddedError) => void,
) {
  let wanted = initial;
  /** The looks of all providers that are on the page. The last one counts: its provider was the last to change it. */
  const wearers: WantedLook[] = [];
  /** The language that the endpoint has named for its person. It may name it with the first session only. */
  let spoken: string | undefined;
  let worn: Look = {};

  /** Brings what differs from what is worn. */
  async function bring() {
    const instance = getInstance();
    if (!instance) return;
    const next = completed(worn, { ...wanted, locale: wanted.locale ?? spoken });
    const parts = PARTS.filter((part) => next[part] && !isEqual(next[part], worn[part]));
    if (!parts.length) return;
    const change: Look = Object.fromEntries(parts.map((part) => [part, next[part]]));
    worn = { ...worn, ...change };
    try {
      // connect-js's own `update` throws inside a promise, where nobody can catch it: what is behind it is called.
      const behind = (await instance.debugInstance?.()) ?? instance;
      (behind as StripeConnectInstance).update(change);
    } catch (cause) {
      onFailed(fault('setter_failed', { tag: 'the provider', prop: parts.join() }, { cause }));
    }
  }

  function follow() {
    wanted = wearers.at(-1) ?? wanted;
    void bring();
  }

  return {
    /** What an instance is made with. */
    begin() {
      const { appearance, locale = spoken } = wanted;
      return (worn = { appearance, locale });
    },
    bring,
    speak(locale?: string) {
      spoken = locale;
    },
    /**
     * While nobody is here the look that it began with fits too: a page that sets its own in an effect comes with that
     * one first, at each visit.
     */
    wears(look: WantedLook, isFree: boolean) {
      if (isFree && look.written === initial.written) wanted = look;
      return look.written === wanted.written;
    },
    wear(look: WantedLook) {
      wearers.push(look);
      follow();
      return () => {
        wearers.splice(wearers.indexOf(look), 1);
        // A provider whose look changes leaves with the old one and comes with the new one at once.
        queueMicrotask(follow);
      };
    },
  };
}

/**
 * Connect.js keeps whatever an update leaves out. So an update names what the page has taken away, too, with the value
 * that is nearest to Connect.js's own.
 */
const completed = (worn: Look, { appearance, locale, displayOptions }: Look): Look => ({
  appearance: worn.appearance ? completedAppearance(worn.appearance, appearance) : appearance,
  locale: locale || (worn.locale && navigator.language),
  displayOptions: (displayOptions ?? worn.displayOptions) && { showObjectIds: false, ...displayOptions },
});

function completedAppearance(worn: AppearanceOptions, wanted?: AppearanceOptions): AppearanceOptions {
  const variables = { ...wanted?.variables } as Record<string, string | undefined>;
  const light = resolveAppearance({ theme: 'light' })!.variables as typeof variables;
  for (const [name, value] of Object.entries(worn.variables ?? {}))
    if (value !== undefined) variables[name] ??= light[name];
  return {
    ...(worn.overlays && { overlays: 'dialog' }),
    ...wanted,
    ...(Object.keys(variables).length && { variables }),
  };
}
