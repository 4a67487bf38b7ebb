import type { StripeFailure } from '../host.js';
import type { ConnectInstance, SandboxConnectElement } from './elementTypes.js';
import { TAGS } from './tags.js';

const PREFIX = 'stripe-connect-';
const COMMON_SETTERS = ['setOnLoadError', 'setOnLoaderStart'];

/** The setter for an event's handler: `setOnExit` for `exit`. */
const setterOf = (event: string) => `setOn${event[0]?.toUpperCase() ?? ''}${event.slice(1)}`;

type Win = Window & typeof globalThis;

/** Element names stay defined for the page's life, so an element finds its sandbox by its connector, not its class. */
export function defineElements(window: Win): void {
  for (const [tag, { setters }] of Object.entries(TAGS)) {
    if (window.customElements.get(PREFIX + tag)) continue;
    class Element extends window.HTMLElement implements SandboxConnectElement {
      readonly tag = tag;
      readonly values = new Map<string, unknown>();
      readonly state: Record<string, unknown> = {};
      instance: ConnectInstance | undefined = undefined;

      setConnector(connector: ConnectInstance) {
        this.instance?.leave(this);
        this.instance = connector;
        if (this.isConnected) connector.enter(this);
      }

      connectedCallback() {
        this.instance?.enter(this);
      }

      disconnectedCallback() {
        this.instance?.leave(this);
      }

      emit(event: string, detail?: unknown) {
        const setter = setterOf(event);
        const known = [...COMMON_SETTERS, ...setters];
        if (!known.includes(setter)) throw unknownEvent(tag, event, known);
        this.instance?.host.record({ type: 'event', tag, name: event });
        const listener = this.values.get(setter);
        if (typeof listener === 'function') listener(detail);
      }
    }
    for (const setter of [...COMMON_SETTERS, ...setters]) {
      Object.defineProperty(Element.prototype, `${setter}InternalOnly`, {
        configurable: true,
        writable: true,
        value(this: Element, value: unknown) {
          this.values.set(setter, value);
          this.instance?.host.record({ type: 'setter', tag, name: setter });
          this.instance?.changed(this, setter);
        },
      });
    }
    window.customElements.define(PREFIX + tag, Element);
  }
}

/** The error as `onLoadError` receives it. */
export const loadErrorOf = (tag: string, { type, message }: StripeFailure) => ({
  elementTagName: tag,
  error: { type, message },
});

function unknownEvent(tag: string, event: string, known: string[]) {
  const names = known
    .filter((setter) => setter.startsWith('setOn'))
    .map((setter) => `${setter[5]!.toLowerCase()}${setter.slice(6)}`);
  return new TypeError(
    `[stripe-embedded/sandbox] \`emit\`: ${tag} has no event "${event}". It has ${names.join(', ')}.`,
  );
}
