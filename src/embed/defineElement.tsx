import type { AppearanceOptions, IStripeConnectInitParams } from '@stripe/connect-js';
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

/** What a page sets as properties, because it is not text. */
interface Given {
  endpoint?: SessionEndpoint;
  appearance?: AppearanceOptions;
  fonts?: IStripeConnectInitParams['fonts'];
  /** Props for the widget, under the same names. */
  props?: object;
}

const PROPERTIES = ['endpoint', 'appearance', 'fonts', 'props'] as const;

const DRAWN = '.stripe-embedded-widget, .stripe-embedded-dashboard';

let made = 0;

/**
 * Defines a widget as a custom element. Its attributes may change at any time, and it dispatches events that bubble.
 * Elements with the same key, endpoint and account share one session.
 */
export function defineElement(name: string, { Widget, attributes, hasSession = true }: ElementParts): void {
  // A page may contain the script twice.
  if (customElements.get(name)) return;

  // A block that fills the available width, without specificity: any rule of the page, and `hidden`, override it.
  const adopt = createSheet(`:where(${name}:not([hidden])) { display: block; ${STRETCH} }`);

  class StripeEmbeddedElement extends HTMLElement {
    static readonly observedAttributes = [...SHARED, ...attributes];

    readonly #ids = `stripe-embedded-${(made += 1)}-`;
    #root: Root | undefined;
    readonly #given: Given = {};
    #isDue = false;

    /** Watches for changes that others make to the element's content. */
    readonly #guard = new MutationObserver(() => {
      if (!this.#root) return;
      const drawn = this.querySelector(DRAWN);
      if (!drawn) {
        // A page that replaces parts of itself with HTML from its server empties the element, and Preact would not
        // redraw it.
        this.#root.unmount();
        this.#root = createRoot(this);
        this.#render();
      } else if (document.readyState !== 'complete') {
        if (process.env.NODE_ENV !== 'production') sayUnclosed(this, DRAWN);
        // Fallback content for browsers without scripts may be parsed after the script has run.
        for (const other of [...this.childNodes].filter((node) => node !== drawn)) other.remove();
      }
    });

    static {
      for (const property of PROPERTIES)
        Object.defineProperty(this.prototype, property, {
          get(this: StripeEmbeddedElement) {
            return this.#given[property];
          },
          set(this: StripeEmbeddedElement, value: never) {
            this.#given[property] = value;
            this.#render();
          },
        });
    }

    connectedCallback() {
      // Properties that were set before the script ran hide the accessors.
      for (const property of PROPERTIES) {
        if (!Object.hasOwn(this, property)) continue;
        const value = (this as Given)[property];
        delete (this as Given)[property];
        Object.assign(this, { [property]: value });
      }
      if (process.env.NODE_ENV !== 'production') {
        // After the page has set everything that it sets in the same task.
        queueMicrotask(() => sayMisspelt(this, StripeEmbeddedElement.observedAttributes));
        sayUnclosed(this, DRAWN);
      }
      adopt(this);
      // Older browsers have no adopted style sheets, and in a frame's document this window's sheet cannot be used.
      if (!document.adoptedStyleSheets || this.ownerDocument !== document) this.style.display ||= 'block';
      this.#root ??= createRoot(this);
      this.#guard.observe(this, { childList: true });
      this.#render();
    }

    disconnectedCallback() {
      // An element that is moved is reconnected at once, and keeps everything that was typed into it.
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

    /**
     * Renders once for everything that the page sets in the same task: nobody wants the states in between, and they
     * would request sessions.
     */
    #render() {
      if (this.#isDue) return;
      this.#isDue = true;
      queueMicrotask(() => {
        this.#isDue = false;
        this.#draw();
      });
    }

    #draw() {
      // Templates write attributes without a value as empty ones, so an empty attribute counts as omitted.
      const filled = (name: string) => this.getAttribute(name) || undefined;
      // Without a locale, Stripe's texts would follow the browser and ours the page.
      const locale = filled('locale') || document.documentElement.lang || undefined;
      const texts = textsFor(locale ?? navigator.language);
      const { endpoint, appearance, fonts, props } = this.#given;
      const shared = {
        publishableKey: filled('publishable-key'),
        endpoint: endpoint ?? filled('endpoint') ?? '/api/stripe/session',
        account: filled('account'),
        locale,
        messages: texts.messages,
        onError: (error: EmbeddedError) => {
          // The page may not have a listener yet.
          if (process.env.NODE_ENV !== 'production') sayUnheard(error);
          const { code, message, retryable, component } = error;
          this.#tell('error', { code, message, retryable, component });
        },
      };
      const page = (
        <ConnectProvider
          {...shared}
          theme={filled('theme') as Theme | undefined}
          appearance={appearance}
          fonts={fonts}
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
              <Widget
                attribute={(name) => this.getAttribute(name) ?? undefined}
                given={props}
                tell={this.#tell}
              />
            </WidgetContext.Provider>
          </FinancialConnectionsProvider>
        </ConnectProvider>
      );
      try {
        this.#root?.render(page);
      } catch (error) {
        // A secret key is refused before there is anything to show the error in.
        if (error instanceof EmbeddedError) {
          shared.onError(error);
          // In development it is on the console by now.
          if (process.env.NODE_ENV !== 'production') return;
        }
        throw error;
      }
    }
  }
  customElements.define(name, StripeEmbeddedElement);
}
