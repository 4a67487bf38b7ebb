import type { ConnectTag } from 'stripe-embedded';
import type { ConnectAppInstall, ConnectCapitalFinancingPromotion } from 'stripe-embedded/preview';
import type { ComponentProps } from 'react';

/*
 * Types of components in preview come from the installed connect-js. One that does not know them lets anything
 * pass; one that does refuses what they do not take.
 */
type Knows<Tag extends string> = Tag extends ConnectTag ? true : false;
type TakesAnything<Props> = string extends keyof Props ? true : false;
type IsOpposite<A extends boolean, B extends boolean> = A extends B ? false : true;

/** `true` with connect-js in preview. */
export type IsPreview = Knows<'app-install'>;

export const install: IsOpposite<IsPreview, TakesAnything<ComponentProps<typeof ConnectAppInstall>>> = true;

export const promotion: IsOpposite<
  IsPreview,
  TakesAnything<ComponentProps<typeof ConnectCapitalFinancingPromotion>>
> = true;
