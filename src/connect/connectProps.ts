import type {
  CollectionOptions as StripeCollectionOptions,
  ConnectElementCommonMethodConfig,
  ConnectElementCustomMethodConfig,
  connectElementTagNames,
} from '@stripe/connect-js';
import type { CSSProperties, ReactNode } from 'react';
import type { EmbeddedError } from '../session/errors.js';

/** The tags that the installed connect-js knows. */
export type ConnectTag = (typeof connectElementTagNames)[number];

type Custom = typeof ConnectElementCustomMethodConfig;
type MethodsOf<Tag> = typeof ConnectElementCommonMethodConfig &
  (Tag extends keyof Custom ? Custom[Tag] : unknown);

/** `setOnExit: (listener) => void` gives `onExit?: listener`. */
type PropsOfMethods<Methods> = {
  [
    Method in keyof Methods as Method extends `set${infer Name}` ? Uncapitalize<Name> : never
  ]?: Methods[Method] extends (value: infer Value) => void ? Value | undefined : never;
};

/** The props that a component is of no use without. */
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

/** What onboarding's `collectionOptions` takes. Connect.js's own, named as in `@stripe/react-connect-js`. */
export type CollectionOptions = StripeCollectionOptions;

/** What each of Stripe's components takes. Named as in `@stripe/react-connect-js`. */
export type CommonComponentProps = PropsOfMethods<typeof ConnectElementCommonMethodConfig>;

/** What Stripe's own component takes. A tag that the installed connect-js does not know takes anything. */
type StripeProps<Tag extends string> = Tag extends ConnectTag
  ? Require<PropsOfMethods<MethodsOf<Tag>>, Tag extends keyof RequiredProps ? RequiredProps[Tag] : never>
  : CommonComponentProps & { [prop: string]: unknown };

/** What an `errorFallback` function is given. */
export interface ErrorFallbackProps {
  /** What failed. Its message is for you; `code` tells what to say to a person. */
  error: EmbeddedError;
  /** Tries again. Worth a button, also where `error.retryable` is false: after a 401 somebody may have signed in. */
  retry: () => void;
}

export interface PanelProps {
  /** Shown until Stripe draws. Left out, a skeleton shaped like what comes. */
  fallback?: ReactNode;
  /** Shown instead of what failed: a node, or a component. Left out, a panel with the cause and Retry. */
  errorFallback?: ReactNode | ((props: ErrorFallbackProps) => ReactNode | Promise<ReactNode>);
  /**
   * Milliseconds until waiting counts as failed. The provider's are for the session and Stripe's script, and for each
   * component once these are there; a component's own are for itself. @default 20_000
   */
  loadTimeout?: number | undefined;
}

/** What every component takes beside Stripe's own props. */
export interface OwnProps extends PanelProps {
  /** Called when Stripe begins to draw. */
  onReady?: (() => void) | undefined;
  /** Called once for each trouble that this component shows. */
  onError?: ((error: EmbeddedError) => void) | undefined;
  /** Of the element around Stripe's. */
  id?: string | undefined;
  /** Of the element around Stripe's. */
  className?: string | undefined;
  /** Of the element around Stripe's. */
  style?: CSSProperties | undefined;
  /** Of the element around Stripe's. */
  [data: `data-${string}`]: string | number | boolean | undefined;
}

/** Everything that the component for a tag takes. */
export type ConnectComponentProps<Tag extends string = ConnectTag> = StripeProps<Tag> & OwnProps;
