import type {
  CollectionOptions as StripeCollectionOptions,
  ConnectElementCommonMethodConfig,
  ConnectElementCustomMethodConfig,
  connectElementTagNames,
} from '@stripe/connect-js';
import type { CSSProperties, ReactNode } from 'react';
import type { EmbeddedError } from '../session/errors.js';

/** The tags that the installed `@stripe/connect-js` knows. */
export type ConnectTag = (typeof connectElementTagNames)[number];

type Custom = typeof ConnectElementCustomMethodConfig;
type MethodsOf<Tag> = typeof ConnectElementCommonMethodConfig &
  (Tag extends keyof Custom ? Custom[Tag] : unknown);

/** `setOnExit: (listener) => void` becomes `onExit?: listener`. */
type PropsOfMethods<Methods> = {
  [
    Method in keyof Methods as Method extends `set${infer Name}` ? Uncapitalize<Name> : never
  ]?: Methods[Method] extends (value: infer Value) => void ? Value | undefined : never;
};

/** The props without which a component is useless. */
interface RequiredProps {
  'account-onboarding': 'onExit';
  'financial-account': 'financialAccount';
  'financial-account-transactions': 'financialAccount';
  'payment-details': 'payment' | 'onClose';
  'payment-disputes': 'payment';
  'payout-details': 'payout' | 'onClose';
}

type Require<Props, Names> = Omit<Props, Names & keyof Props> & {
  [Name in Names & keyof Props]-?: Exclude<Props[Name], undefined>;
};

/** The value of onboarding's `collectionOptions`: Connect.js's type under its `@stripe/react-connect-js` name. */
export type CollectionOptions = StripeCollectionOptions;

/** The props that all of Stripe's components share, named as in `@stripe/react-connect-js`. */
export type CommonComponentProps = PropsOfMethods<typeof ConnectElementCommonMethodConfig>;

/** The props of Stripe's own component. A tag that the installed connect-js does not know accepts any prop. */
type StripeProps<Tag extends string> = Tag extends ConnectTag
  ? Require<PropsOfMethods<MethodsOf<Tag>>, Tag extends keyof RequiredProps ? RequiredProps[Tag] : never>
  : CommonComponentProps & { [prop: string]: unknown };

/** The props that an `errorFallback` function receives. */
export interface ErrorFallbackProps {
  /** What failed. Its message is for developers; use its `code` to decide what to show the user. */
  error: EmbeddedError;
  /** Tries again. Offer a button even if `error.retryable` is false: after a 401, the user may have signed in again. */
  retry: () => void;
}

export interface PanelProps {
  /** Shown until Stripe starts to draw. Defaults to a skeleton in the shape of the component. */
  fallback?: ReactNode;
  /** Shown in place of what failed: a node or a component. Defaults to a panel with the cause and a Retry button. */
  errorFallback?: ReactNode | ((props: ErrorFallbackProps) => ReactNode | Promise<ReactNode>);
  /**
   * Milliseconds to wait before loading counts as failed. On the provider, it applies to the session, to Stripe's
   * script and, once both are there, to each component. On a component, it applies to that component only.
   * @default 20_000
   */
  loadTimeout?: number | undefined;
}

/** The props that every component accepts in addition to Stripe's own. */
export interface OwnProps extends PanelProps {
  /** Called when Stripe starts to draw. */
  onReady?: (() => void) | undefined;
  /** Called once for each problem that this component shows. */
  onError?: ((error: EmbeddedError) => void) | undefined;
  /** The `id` of the element around Stripe's. */
  id?: string | undefined;
  /** The class of the element around Stripe's. */
  className?: string | undefined;
  /** The style of the element around Stripe's. */
  style?: CSSProperties | undefined;
  /** Any `data-` attribute of the element around Stripe's. */
  [data: `data-${string}`]: string | number | boolean | undefined;
}

/** All props of the component for a tag. */
export type ConnectComponentProps<Tag extends string = ConnectTag> = StripeProps<Tag> & OwnProps;
