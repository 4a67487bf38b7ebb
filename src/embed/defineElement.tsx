import type { AppearanceOptions } from '@stripe/connect-js';
import { createRoot, type Root } from 'react-dom/client';
import type { Theme } from '../appearance/useTheme.js';
import { ConnectProvider } from '../connect/ConnectProvider.js';
import { FinancialConnectionsProvider } from '../financial-connections/FinancialConnectionsProvider.js';
import type { SessionEndpoint } from '../session/endpoint.js';
import { EmbeddedError } from '../session/errors.js';
import { sayUnheard } from '../session/sayUnheard.js';
import { createSheet } from '../ui/createSheet.js';
import { STRETCH } from '../widgets/stretch.js';
import { WidgetContext } from '../widgets/WidgetContext.js';
import type { ElementParts } from './elements.js';
import { sayMisspelt } from './sayMisspelt.js';
import { sayUnclosed } from './sayUnclosed.js';
import { textsFor } from './textsFor.js';

const SHARED = ['publishable-key', 'endpoint', 'account', 'theme', 'locale', 'nonce', 'link-out'];

/** Properties beside the attributes: for what is no text. */
const PROPERTIES = ['endpoint', 'appearance'] as const;

const DRAWN = '.stripe-embedded-widget, .stripe-embedded-dashboard';

let made = 0;

/**
 * A widget as a custom element. Its attributes may change at any time; what happens in it is told by events that
 * bubble. Elements with the same key, endpoint and account share one session.
 */
export function defineElement(name: string, { Widget, attributes, hasSession = true }: ElementParts): void {
  // A page may hold the script twice.
  if (customElements.get(name)) return;

  // A block as wide as its place, without weight: any rule of the page's, and `hidden`, are stronger.
  const adopt = createSheet(`:where(${name}:not([hidden])) { display: block; ${STRETCH} }`);

  class StripeEmbeddedElement extends HTMLElement {
    static readonly observedAttributes = [...SHARED, ...attributes];

    readonly #ids = `stripe-embedded-${(made += 1)}-`;
    #root: Root | undefined;
    #endpoint: SessionEndpoint | undefined;
    #appearance: AppearanceOptions | undefined;
    #isDue = false;

    /** What others do to what is in the element. */
    readonly #guard = new MutationObserver(() => {
      if (!this.#root) return;
      const drawn = this.querySelector(DRAWN);
      if (!drawn) {
        // A page that swaps its parts for its server's HTML empties it, and Preact would draw nothing again.
        this.#root.unmount();
        this.#root = createRoot(this);
        this.#render();
      } else if (document.readyState !== 'complete') {
        if (process.env.NODE_ENV !== 'production') sayUnclosed(this, DRAWN);
        // What a page has put there for those without scripts may come after the script.
        for (const other of [...this.childNodes].filter((node) => node !== drawn)) other.remove();
      }
    });

    /** A URL, options or a function; the attribute where none is set. */
    get endpoint(): SessionEndpoint {
      return this.#endpoint ?? (this.getAttribute('endpoint') || '/api/stripe/session');
    }
    set endpoint(endpoint: SessionEndpoint | undefined) {
      this.#endpoint = endpoint;
      this.#render();
    }
    get appearance(): AppearanceOptions | undefined {
      return this.#appearance;
    }
    set appearance(appearance: AppearanceOptions | undefined) {
      this.#appearance = appearance;
      this.#render();
    }

    connectedCallback() {
      // Set before the script was here, they hide the accessors.
      for (const property of PROPERTIES) {
        if (!Object.hasOwn(this, property)) continue;
        const value = this[property];
        delete (this as Partial<this>)[property];
        Object.assign(this, { [property]: value });
      }
      if (process.env.NODE_ENV !== 'production') {
        // Once all is set that a page sets in one go.
        queueMicrotask(() => sayMisspelt(this, StripeEmbeddedElement.observedAttributes));
        sayUnclosed(this, DRAWN);
      }
      adopt(this);
      // An older browser has no such sheets; and a frame, into which a page may put it, has none of this window's.
      if (!document.adoptedStyleSheets || this.ownerDocument !== document) this.style.display ||= 'block';
      this.#root ??= createRoot(this);
      this.#guard.observe(this, { childList: true });
      this.#render();
    }

    disconnectedCallback() {
      // Moved to another place, it is back at once, with all that was typed into it.
      queueMicrotask(() => {
        if (this.isConnected) return;
        this.#root?.unmount();
        this.#root = undefined;
      });
    }

    attributeChangedCallback() {
      this.#render();
    }

    #tell = (event: string, detail?: unknown) =>
      void this.dispatchEvent(new CustomEvent(`stripe-${event}`, { bubbles: true, composed: true, detail }));

    /** Once for all that a page sets in one go: what is between is nobody's wish, and would be asked for. */
    #render() {
      if (this.#isDue) return;
      this.#isDue = true;
      queueMicrotask(() => {
        this.#isDue = false;
        this.#draw();
      });
    }

    #draw() {
      // A template writes an attribute that it has no value for as an empty one: that counts as left out.
      const filled = (name: string) => this.getAttribute(name) || undefined;
      // Without one Stripe's texts would follow the browser, and ours the page.
      const locale = filled('locale') || document.documentElement.lang || undefined;
      const texts = textsFor(locale ?? navigator.language);
      const shared = {
        publishableKey: filled('publishable-key'),
        endpoint: this.endpoint,
        account: filled('account'),
        locale,
        messages: texts.messages,
        onError: (error: EmbeddedError) => {
          // The page may not listen yet.
          if (process.env.NODE_ENV !== 'production') sayUnheard(error);
          const { code, message, retryable, component } = error;
          this.#tell('error', { code, message, retryable, component });
        },
      };
      const page = (
        <ConnectProvider
          {...shared}
          theme={filled('theme') as Theme | undefined}
          appearance={this.#appearance}
          nonce={this.nonce || undefined}
          linkOut={filled('link-out')}
          onError={hasSession ? shared.onError : undefined}
          onSessionEvent={
            hasSession ? ({ type, at, account }) => this.#tell('session', { type, at, account }) : undefined
          }
        >
          <FinancialConnectionsProvider {...shared}>
            <WidgetContext.Provider
              value={{ ids: this.#ids, messages: texts.widgets, language: texts.language }}
            >
              <Widget attribute={(name) => this.getAttribute(name) ?? undefined} tell={this.#tell} />
            </WidgetContext.Provider>
          </FinancialConnectionsProvider>
        </ConnectProvider>
      );
      try {
        this.#root?.render(page);
      } catch (error) {
        // A key that is a secret is refused before there is anything to show it in.
        if (error instanceof EmbeddedError) {
          shared.onError(error);
          // There it is on the console by now.
          if (process.env.NODE_ENV !== 'production') return;
        }
        throw error;
      }
    }
  }
  customElements.define(name, StripeEmbeddedElement);
}
