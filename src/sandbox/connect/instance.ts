import { addStyle } from '../dom.js';
import type { Claim, StripeFailure, StripeHost } from '../host.js';
import { loadErrorOf } from './element.js';
import type { ConnectInstance, InitParams, Look, SandboxConnectElement } from './elementTypes.js';
import { TAGS } from './tags.js';
import { STYLE } from './theme.js';
import { createViewContext } from './viewContext.js';
import { directionOf } from './words.js';

const isFailure = (error: unknown): error is StripeFailure =>
  typeof error === 'object' && error !== null && 'type' in error && 'message' in error;

const unusable = (message: string): StripeFailure => ({ type: 'account_session_create_error', message });

export function createInstance(host: StripeHost, params: InitParams, number: number): ConnectInstance {
  const elements = new Set<SandboxConnectElement>();
  const drawing = new Map<SandboxConnectElement, { timer?: unknown; drawn?: boolean }>();
  const { clock } = host;
  let look: Look = {
    appearance: params.appearance,
    locale: params.locale,
    displayOptions: params.displayOptions,
  };
  let claim: Claim | undefined;
  let over = false;
  let stale = false;
  let refreshing = false;
  let expiry: unknown;

  async function claimFrom(secret: Promise<string> | undefined): Promise<Claim> {
    let clientSecret: unknown;
    try {
      clientSecret = await secret;
    } catch {
      throw unusable('The page could not fetch a client secret.');
    }
    if (typeof clientSecret !== 'string' || !clientSecret)
      throw unusable('The page fetched no client secret.');
    return host.claim({ clientSecret, publishableKey: params.publishableKey });
  }

  function accept(next: Claim) {
    claim = next;
    stale = false;
    clock.clearTimeout(expiry);
    expiry = clock.setTimeout(expire, Math.max(0, next.expiresAt * 1000 - clock.now()));
  }

  function expire() {
    stale = true;
    if (host.unknown.expiry === 'eager') void refresh();
  }

  /** Refreshes the session once for all elements of the instance. Elements that are already drawn stay as they are. */
  async function refresh() {
    if (refreshing || over) return;
    refreshing = true;
    host.record({ type: 'refresh', instance: number });
    try {
      accept(await claimFrom(Promise.resolve(params.fetchClientSecret())));
      for (const element of elements) if (!drawing.get(element)?.drawn) draw(element);
    } catch (error) {
      if (over || host.unknown.failedRefresh === 'silent') return;
      for (const element of elements)
        fail(element, isFailure(error) ? error : unusable('The session could not be renewed.'));
    } finally {
      refreshing = false;
    }
  }

  function fail(element: SandboxConnectElement, failure: StripeFailure) {
    element.shadowRoot?.replaceChildren();
    drawing.set(element, {});
    element.emit('loadError', loadErrorOf(element.tag, failure));
  }

  const first = claimFrom(params.metaOptions?.eagerClientSecretPromise ?? params.fetchClientSecret()).then(
    (claimed) => {
      if (!over) accept(claimed);
    },
    (error: unknown) => (isFailure(error) ? error : unusable('The session could not be claimed.')),
  );

  async function begin(element: SandboxConnectElement) {
    const place = drawing.get(element);
    const fault = await faultOf(element.tag);
    if (over || !place || drawing.get(element) !== place) return;
    if (fault) return fail(element, fault);
    if (stale) return void refresh();
    const wait = host.latency.element;
    if (wait > 0) place.timer = clock.setTimeout(() => draw(element), wait);
    else draw(element);
  }

  async function faultOf(tag: string): Promise<StripeFailure | undefined> {
    try {
      return (await first) ?? (await host.takeElementFault(tag)) ?? notEnabled(tag);
    } catch (error) {
      // The network is down between the page and the sandbox.
      return error as StripeFailure;
    }
  }

  const notEnabled = (tag: string): StripeFailure | undefined =>
    claim?.components[tag.replaceAll('-', '_')]?.enabled
      ? undefined
      : {
          type: 'invalid_request_error',
          message: `The account session does not enable the component ${tag.replaceAll('-', '_')}.`,
        };

  function draw(element: SandboxConnectElement) {
    if (over || !elements.has(element) || !claim) return;
    drawing.set(element, { drawn: true });
    element.emit('loaderStart', { elementTagName: element.tag });
    const context = paint(element);
    const { loaded } = TAGS[element.tag]!;
    if (loaded && context) element.emit(loaded[0], loaded[1](context));
  }

  function paint(element: SandboxConnectElement) {
    if (!claim) return undefined;
    const { account } = claim;
    const document = element.ownerDocument;
    const shadow = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const locale = usable(look.locale ?? document.defaultView?.navigator.language);
    const focused = (shadow.activeElement as HTMLInputElement | null)?.name;
    const root = document.createElement('div');
    root.className = 'root';
    root.lang = locale;
    root.dir = directionOf(locale);
    wear(root);
    root.addEventListener('click', () => stale && void refresh());
    const context = createViewContext({
      element,
      claim,
      seed: host.seed,
      now: clock.now(),
      locale,
      overlays: look.appearance?.overlays ?? 'dialog',
      root,
      submitDetails: () => host.submitDetails(account.id),
      redraw: () => {
        // The form may have been sent from an element that has left since.
        if (over || !elements.has(element)) return;
        paint(element);
        const target = element.shadowRoot?.querySelector<HTMLElement>('[aria-invalid], [data-focus]');
        target?.focus();
      },
    });
    root.append(...TAGS[element.tag]!.view(context));
    shadow.replaceChildren(root);
    addStyle(shadow, STYLE);
    if (focused) shadow.querySelector<HTMLElement>(`[name="${focused}"]`)?.focus();
    return context;
  }

  /** Sets the variables through the CSSOM, which a Content-Security-Policy does not restrict. */
  function wear(root: HTMLElement) {
    for (const [name, value] of Object.entries(look.appearance?.variables ?? {})) {
      if (value !== undefined && /^\w+$/.test(name)) root.style.setProperty(`--${name}`, String(value));
    }
  }

  const stopListening = host.onExpire(expire);
  const drawn = () => [...elements].filter((element) => drawing.get(element)?.drawn);

  function dispose() {
    over = true;
    stopListening();
    clock.clearTimeout(expiry);
    for (const element of elements) element.shadowRoot?.replaceChildren();
  }

  return {
    host,
    elements,
    enter(element) {
      if (elements.has(element)) return;
      elements.add(element);
      drawing.set(element, {});
      host.record({ type: 'create', tag: element.tag });
      void begin(element);
    },
    leave(element) {
      clock.clearTimeout(drawing.get(element)?.timer);
      elements.delete(element);
      drawing.delete(element);
      element.shadowRoot?.replaceChildren();
    },
    changed(element, setter) {
      if (drawing.get(element)?.drawn && !setter.startsWith('setOn')) paint(element);
    },
    update(next) {
      look = { ...look, ...next };
      host.record({ type: 'update', instance: number, keys: Object.keys(next) });
      for (const element of drawn()) paint(element);
    },
    async logout() {
      host.record({ type: 'logout', instance: number });
      dispose();
    },
    dispose,
  };
}

/** A fallback, because a locale that `Intl` rejects must not blank the page. */
function usable(locale = 'en-US'): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en-US';
  } catch {
    return 'en-US';
  }
}
