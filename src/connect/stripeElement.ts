import type { LoadError } from '@stripe/connect-js';
import { connectElementTagNames } from '@stripe/connect-js/pure.js';
import { fault, type EmbeddedError } from '../session/errors.js';
import { isEqual } from '../session/isEqual.js';
import { stripeCause } from '../session/stripeCause.js';
import type { Debuggable } from './connectTypes.js';

/** The props of any of Stripe's elements. */
export type ElementProps = Record<string, unknown>;

/** Stripe's element behind one component. */
export interface StripeElement {
  readonly node: HTMLElement;
  /** Passes the newest props to Stripe: a handler once, any other value when it changed. */
  push(props: ElementProps): void;
}

interface StripeElementOptions {
  /** The props of the newest render: a handler is installed once, and calls the one in these props. */
  newest: () => ElementProps;
  /** Called when Stripe starts to draw. */
  onReady: () => void;
  /** Called when Stripe will not draw. */
  onFailed: (error: EmbeddedError) => void;
  onSetterFailed: (error: EmbeddedError) => void;
}

type Setter = (value: unknown) => void;
type Element = HTMLElement & Record<string, Setter>;

/** connect-js adds the prefix only to tags that it knows, so add it to others here. */
function tagOf(tag: string): string {
  try {
    if (!(connectElementTagNames as readonly string[]).includes(tag)) return `stripe-connect-${tag}`;
  } catch {
    // A test's mock of connect-js has no list.
  }
  return tag;
}

export function createStripeElement(
  instance: Debuggable,
  tag: string,
  { newest, onReady, onFailed, onSetterFailed }: StripeElementOptions,
): StripeElement {
  const node = instance.create(tagOf(tag) as 'payments') as HTMLElement as Element;
  const pushed: ElementProps = {};
  const refused = new Set<string>();

  /** Our own handlers. They run before the page's newest handler. */
  const handlers: Record<string, (value: never) => void> = {
    onLoaderStart: onReady,
    onLoadError: ({ error }: LoadError) => onFailed(loadError(tag, error)),
  };
  const stable =
    (name: string) =>
    (...values: unknown[]): unknown => {
      handlers[name]?.(values[0] as never);
      return (newest()[name] as ((...values: unknown[]) => unknown) | undefined)?.(...values);
    };

  /**
   * A setter that Connect.js has dropped must not break the component: the loaded Connect.js is always the newest
   * version.
   */
  function set(name: string, value: unknown, setter: Setter) {
    try {
      setter.call(node, value);
    } catch (cause) {
      // Report it once: it will be missing for the next value too.
      if (!refused.has(name))
        onSetterFailed(fault('setter_failed', { tag, prop: name }, { cause, component: tag }));
      refused.add(name);
    }
  }

  /**
   * connect-js's own setter throws inside a promise, where nobody can catch it. So call the setter behind it, once that
   * promise has passed the element to Stripe.
   */
  function bring(name: string, value: unknown) {
    const method = `set${name[0]!.toUpperCase()}${name.slice(1)}`;
    if (!instance.debugInstance) return set(name, value, node[method]!);
    Promise.resolve(instance.debugInstance()).then(
      () => set(name, value, node[`${method}InternalOnly`]!),
      () => {},
    );
  }

  return {
    node,
    push(props) {
      for (const name of Object.keys({ ...handlers, ...pushed, ...props })) {
        const before = pushed[name];
        const isHandler = typeof props[name] === 'function' || name in handlers;
        if (isHandler ? typeof before === 'function' : isEqual(before, props[name])) continue;
        pushed[name] = isHandler ? stable(name) : props[name];
        bring(name, pushed[name]);
      }
    },
  };
}

/** The error for an element that Connect.js could not even create. */
export const notCreated = (tag: string, cause: unknown): EmbeddedError =>
  fault(
    'component_load_failed',
    { tag, type: 'create', message: (cause as Error).message },
    { cause, component: tag },
  );

/** Errors of the session itself: a new session may fix them. */
const OF_THE_SESSION = /^(authentication|account_session_create)_error$/;

function loadError(tag: string, error: LoadError['error']): EmbeddedError {
  const { type, message } = error;
  return fault(
    OF_THE_SESSION.test(type) ? 'session_expired' : 'component_load_failed',
    { tag, type, message },
    { cause: stripeCause(error), component: tag, retryable: type !== 'invalid_request_error' },
  );
}
