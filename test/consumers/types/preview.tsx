import type { ConnectTag } from 'stripe-embedded';
import type { ConnectAppInstall, ConnectCapitalFinancingPromotion } from 'stripe-embedded/preview';
import type { ComponentProps } from 'react';

/*
 * Types of preview components come from the installed connect-js. A version that does not know them accepts any props;
 * one that does refuses unknown props.
 */
type Knows<Tag extends string> = Tag extends ConnectTag ? true : false;
type TakesAnything<Props> = string extends keyof Props ? true : false;
type IsOpposite<A extends boolean, B extends boolean> = A extends B ? false : true;

/** `true` with a preview version of connect-js. */
export type IsPreview = Knows<'app-install'>;

export const install: IsOpposite<IsPreview, TakesAnything<ComponentProps<typeof ConnectAppInstall>>> = true;

export const promotion: IsOpposite<
  IsPreview,
  TakesAnything<ComponentProps<typeof ConnectCapitalFinancingPromotion>>
> = true;
