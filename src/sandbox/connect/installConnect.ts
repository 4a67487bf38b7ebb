import type { StripeHost } from '../host.js';
import { connectGlobal } from './connectGlobal.js';
import { defineElements } from './element.js';
import type { ConnectInstance, InitParams } from './elementTypes.js';
import { createInstance } from './instance.js';

type Win = Window & typeof globalThis;

/** One of Stripe's elements on the page, for a test. */
export interface SandboxElement {
  /** The tag without its prefix: `payments`. */
  readonly tag: string;
  /** The element itself, `<stripe-connect-payments>`. */
  readonly element: HTMLElement;
  /** Calls the page's handler for an event: `emit('exit')`, `emit('loadError', { type, message })`. */
  emit(event: string, detail?: unknown): void;
}

export interface ConnectRuntime {
  /** The elements with this tag, in document order. */
  elements(tag: string): SandboxElement[];
  uninstall(): void;
}

/** Installs Connect.js in a page: `window.StripeConnect` and its elements. */
export function installConnect(window: Win, host: StripeHost): ConnectRuntime {
  defineElements(window);
  const instances: ConnectInstance[] = [];
  const page = window as { StripeConnect?: unknown };
  const own = connectGlobal(window);

  function init(params: InitParams) {
    if (typeof params?.publishableKey !== 'string') {
      throw new Error('Please call loadConnectAndInitialize with a valid publishableKey.');
    }
    if (typeof params.fetchClientSecret !== 'function') {
      throw new Error('Please call loadConnectAndInitialize with a fetchClientSecret function.');
    }
    const instance = createInstance(host, params, instances.length + 1);
    instances.push(instance);
    return { connect: instance, update: instance.update, logout: instance.logout };
  }

  page.StripeConnect = Object.assign(own, { init });
  if (typeof own.onLoad === 'function') own.onLoad();

  return {
    elements(tag) {
      const all = instances.flatMap(({ elements }) => [...elements]).filter((element) => element.tag === tag);
      const inOrder = all.sort((a, b) => (a.compareDocumentPosition(b) & 4 /* b follows a */ ? -1 : 1));
      return inOrder.map((element) => ({
        tag,
        element,
        emit: (event, detail) =>
          element.emit(event, event === 'loadError' ? asLoadError(tag, detail) : detail),
      }));
    },
    uninstall() {
      for (const instance of instances) instance.dispose();
      // A later installation stays.
      if (own.init !== init) {
        // While another script is awaited, this one must not be restored.
        if (own.init?.before === init) delete own.init.before;
        return;
      }
      delete own.init;
      delete page.StripeConnect;
    },
  };
}

/** A test passes the error or only its type. */
function asLoadError(tag: string, detail: unknown) {
  if (typeof detail === 'object' && detail && 'error' in detail) return { elementTagName: tag, ...detail };
  const error =
    typeof detail === 'string' ? { type: detail, message: 'The sandbox was told to fail.' } : detail;
  return {
    elementTagName: tag,
    error: error ?? { type: 'api_error', message: 'The sandbox was told to fail.' },
  };
}
