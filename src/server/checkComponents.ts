import { nearest } from '../session/nearest.js';
import { FEATURES_OF } from './componentTable.js';
import type { ComponentPolicy } from './options.js';

/** A component as Stripe's API takes it. */
export interface ComponentParams {
  enabled: boolean;
  features?: Record<string, boolean>;
}

/**
 * The policy, in full. A name that Stripe does not know throws, with the nearest that it does: Stripe's own types
 * let it pass, and the component would be a blank box on somebody's page.
 */
export function checkComponents(
  policy: ComponentPolicy,
  allowsPreview: boolean,
): Map<string, ComponentParams> {
  if (Array.isArray(policy)) {
    throw new Error(
      '[stripe-embedded] `connect.components` is a list. Write an object, as in `{ payments: true, payouts: true }`.',
    );
  }
  const components = new Map<string, ComponentParams>();
  for (const [name, given] of Object.entries(policy)) {
    if (given === undefined || given === null) continue;
    const known = FEATURES_OF.get(name);
    if (!known && !allowsPreview) {
      throw new Error(
        `[stripe-embedded] \`connect.components.${name}\` is not a component of Stripe's. Did you mean \`${nearest(nameInApi(name), [...FEATURES_OF.keys()])}\`? A component in preview needs \`connect.preview: true\`.`,
      );
    }
    const { enabled, features = {}, ...rest } = typeof given === 'boolean' ? { enabled: given } : given;
    if (typeof enabled !== 'boolean') {
      throw new Error(`[stripe-embedded] \`connect.components.${name}.enabled\` is not true or false.`);
    }
    // Left out in silence, a feature that was to be off would be as Stripe has it.
    for (const other of Object.keys(rest)) {
      throw new Error(
        `[stripe-embedded] \`connect.components.${name}\` has \`enabled\` and \`features\`, and no \`${other}\`. A feature stands in \`features\`: \`{ enabled: true, features: { … } }\`.`,
      );
    }
    for (const [feature, on] of Object.entries<unknown>(features)) {
      if (known && !known.includes(feature)) {
        throw new Error(
          `[stripe-embedded] \`${feature}\` is not a feature of \`connect.components.${name}\`. ${known.length ? `Did you mean \`${nearest(feature, known)}\`?` : 'It has none.'}`,
        );
      }
      // Undefined is not sent, and some of Stripe's defaults are yes: a role without the field would have it all.
      if (known ? typeof on === 'boolean' : on !== undefined) continue;
      throw new Error(
        `[stripe-embedded] \`connect.components.${name}.features.${feature}\` is not true or false.`,
      );
    }
    const isBare = Object.keys(features).length === 0;
    components.set(name, isBare ? { enabled } : { enabled, features: features as Record<string, boolean> });
  }
  return components;
}

/** Of `ConnectPayoutsList`, what React's component is called, as of `payoutsList`. */
const nameInApi = (name: string) =>
  name
    .replace(/^Connect(?=[A-Z])/, '')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`)
    .toLowerCase();
