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
      // React's `ConnectPayments` would be nearer to another name, were it taken whole.
      const meant = nearest(name.replace(/^Connect/, ''), [...FEATURES_OF.keys()]);
      throw wrong(
        name,
        `is not a component of Stripe's. Did you mean \`${meant}\`? A component in preview needs \`connect.preview: true\`.`,
      );
    }
    const { enabled, features = {}, ...rest } = typeof given === 'boolean' ? { enabled: given } : given;
    if (typeof enabled !== 'boolean') throw wrong(`${name}.enabled`, 'is not true or false.');
    // Passed over in silence, a feature that was meant to be off would stay as Stripe has it, and that may be on.
    for (const other of Object.keys(rest)) {
      throw wrong(
        name,
        `has \`enabled\` and \`features\`, and no \`${other}\`. A feature stands in \`features\`: \`{ enabled: true, features: { … } }\`.`,
      );
    }
    checkFeatures(name, features, known);
    const isBare = Object.keys(features).length === 0;
    components.set(name, isBare ? { enabled } : { enabled, features: features as Record<string, boolean> });
  }
  return components;
}

function checkFeatures(name: string, features: object, known: readonly string[] | undefined): void {
  if (!features || typeof features !== 'object' || Array.isArray(features)) {
    throw wrong(`${name}.features`, 'is not an object of names with true or false.');
  }
  for (const [feature, on] of Object.entries<unknown>(features as Record<string, unknown>)) {
    if (known && !known.includes(feature)) {
      const advice = known.length ? `Did you mean \`${nearest(feature, known)}\`?` : 'It has none.';
      throw new Error(
        `[stripe-embedded] \`${feature}\` is not a feature of \`connect.components.${name}\`. ${advice}`,
      );
    }
    // `undefined`, as from a role that lacks the field, would not be sent; and Stripe has some features on by default.
    if (known ? typeof on === 'boolean' : on !== undefined) continue;
    throw wrong(`${name}.features.${feature}`, 'is not true or false.');
  }
}

const wrong = (where: string, what: string) =>
  new Error(`[stripe-embedded] \`connect.components.${where}\` ${what}`);
