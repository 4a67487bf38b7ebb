import { nearest } from '../session/nearest.js';
import { FEATURES_OF } from './componentTable.js';
import type { ComponentPolicy } from './options.js';

/** A component in the shape of Stripe's API. */
export interface ComponentParams {
  enabled: boolean;
  features?: Record<string, boolean>;
}

/**
 * Returns the policy in full. Throws for a name that Stripe does not know and suggests the nearest known name, because
 * Stripe's own types let it pass and the component would be a blank box on the page.
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
      // With the prefix, the React name `ConnectPayments` would be nearer to another name.
      const meant = nearest(name.replace(/^Connect/, ''), [...FEATURES_OF.keys()]);
      throw wrong(
        name,
        `is not one of Stripe's components. Did you mean \`${meant}\`? ${hintOfPreview('component')}`,
      );
    }
    const { enabled, features = {}, ...rest } = typeof given === 'boolean' ? { enabled: given } : given;
    if (typeof enabled !== 'boolean') throw wrong(`${name}.enabled`, 'is not true or false.');
    // If these were ignored, a feature that was meant to be off would keep Stripe's default, which may be on.
    for (const other of Object.keys(rest)) {
      throw wrong(
        name,
        `takes only \`enabled\` and \`features\`, not \`${other}\`. Put features in \`features\`: \`{ enabled: true, features: { … } }\`.`,
      );
    }
    checkFeatures(name, features, known, allowsPreview);
    const isBare = Object.keys(features).length === 0;
    components.set(name, isBare ? { enabled } : { enabled, features: features as Record<string, boolean> });
  }
  return components;
}

function checkFeatures(
  name: string,
  features: object,
  known: readonly string[] | undefined,
  allowsPreview: boolean,
): void {
  if (!features || typeof features !== 'object' || Array.isArray(features)) {
    throw wrong(`${name}.features`, 'is not an object of feature names with true or false.');
  }
  for (const [feature, on] of Object.entries<unknown>(features as Record<string, unknown>)) {
    if (known && !allowsPreview && !known.includes(feature)) {
      const advice = known.length
        ? `Did you mean \`${nearest(feature, known)}\`?`
        : 'This component has no features.';
      throw new Error(
        `[stripe-embedded] \`${feature}\` is not a feature of \`connect.components.${name}\`. ${advice} ${hintOfPreview('feature')}`,
      );
    }
    // `undefined`, as from a role without the field, would not be sent, and Stripe enables some features by default.
    if (known ? typeof on === 'boolean' : on !== undefined) continue;
    throw wrong(`${name}.features.${feature}`, 'is not true or false.');
  }
}

const hintOfPreview = (what: string) =>
  `A ${what} in preview, or newer than this library, needs \`connect.preview: true\`.`;

const wrong = (where: string, what: string) =>
  new Error(`[stripe-embedded] \`connect.components.${where}\` ${what}`);
