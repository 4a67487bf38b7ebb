import type { AppearanceOptions, StripeConnectInstance } from '@stripe/connect-js';
import { resolveAppearance } from '../appearance/themes.js';
import { fault, type EmbeddedError } from '../session/errors.js';
import { isEqual } from '../session/isEqual.js';
import type { Debuggable, Look } from './connectTypes.js';

const PARTS = ['appearance', 'locale', 'displayOptions'] as const;

/** What the components of an instance wear: Connect.js does not tell it. */
export function createConnectLook(onFailed: (error: EmbeddedError) => void) {
  let worn: Look = {};
  return {
    /** Made with this. */
    begin(look: Look) {
      worn = look;
    },
    /** Brings what differs from what is worn. */
    async bring(instance: Debuggable | undefined, wanted: Look) {
      if (!instance) return;
      const next = completed(worn, wanted);
      const change: Look = {};
      for (const part of PARTS)
        if (next[part] && !isEqual(next[part], worn[part])) Object.assign(change, { [part]: next[part] });
      const parts = Object.keys(change);
      if (!parts.length) return;
      worn = { ...worn, ...change };
      try {
        // connect-js's own `update` throws inside a promise, where nobody can catch it: what is behind it is called.
        const behind = (await instance.debugInstance?.()) ?? instance;
        (behind as StripeConnectInstance).update(change);
      } catch (cause) {
        onFailed(fault('setter_failed', { tag: 'the provider', prop: parts.join() }, { cause }));
      }
    },
  };
}

/** What is not said, Connect.js keeps: so what is taken away is said, by what is nearest to its own. */
const completed = (worn: Look, { appearance, locale, displayOptions }: Look): Look => ({
  // A provider brings its look with each render: nothing is made of the one that is worn.
  appearance:
    worn.appearance && worn.appearance !== appearance
      ? completedAppearance(worn.appearance, appearance)
      : appearance,
  locale: locale || (worn.locale && navigator.language),
  displayOptions: displayOptions ?? (worn.displayOptions && { showObjectIds: false }),
});

function completedAppearance(worn: AppearanceOptions, wanted?: AppearanceOptions): AppearanceOptions {
  const variables = { ...wanted?.variables } as Record<string, string | undefined>;
  const light = resolveAppearance({ theme: 'light' })!.variables as typeof variables;
  for (const [name, value] of Object.entries(worn.variables ?? {}))
    if (value !== undefined) variables[name] ??= light[name];
  return { ...wanted, ...(Object.keys(variables).length && { variables }) };
}
