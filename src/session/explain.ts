import type { EmbeddedErrorCode } from './errorCode.js';
import { named } from './named.js';

/** What a message is told with: names, numbers and addresses, never a secret. */
export type ErrorDetails = Record<string, string | number | undefined>;

// Stryker disable all: prose, which no test should say a second time.
const CONNECT_SCRIPT = 'Connect.js (https://connect-js.stripe.com/v1.0/connect.js)';

const DID_NOT_LOAD =
  'Look for an ad blocker, a Content-Security-Policy without its address (`contentSecurityPolicy()` builds one), or a lost connection.';

/** Stripe may leave its own message out. */
const NO_REASON = 'it does not say why';

/** Why a flow failed, where it was not Stripe that ended it. */
const FLOWS: Record<string, string> = {
  other_accounts:
    'The server knows other accounts of this session than the browser told, so nothing of it is believed. Look at what your endpoint answers to `verify`.',
  no_secret: 'The intent has no `clientSecret`.',
  still_open: 'The window for linking a bank account that was opened before is still open. Close it first.',
};

/** Where to look, by what was answered. */
function whereToLook(status: number): string {
  if (status >= 500) return "Look at the server's log.";
  const why = "Its answer, in the browser's network panel, may say why.";
  if (status === 404 || status === 405) return `Check its address, and that it is there for POST. ${why}`;
  if (status === 419 || status === 422) return `Send the CSRF token along: ${named.headers}. ${why}`;
  return why;
}

const REMEDIES: Record<string, string> = {
  financial_connections_account_pending_account_numbers:
    'The bank has not given the account numbers yet. Try again later: it takes some minutes.',
  financial_connections_account_unavailable_account_numbers:
    'The bank does not give the numbers of this account. Ask the person to link another one.',
};

/** What happened, why it matters, and how to fix it. For development: a production build names the code instead. */
const MESSAGES: Record<EmbeddedErrorCode, (details: ErrorDetails) => string> = {
  invalid_key: ({ kind }) =>
    kind === 'secret'
      ? 'A secret key (sk_ or rk_) was given to the browser, where anybody can read it. Roll it in the Stripe Dashboard now, and pass the publishable key (pk_).'
      : kind === 'none'
        ? `There is no publishable key, without which Stripe does not start. ${named.givePublishableKey}, or give it to the session handler on the server, which tells each page. Where it comes from the environment, that lacks it.`
        : `${named.publishableKey} is not a publishable key, so Stripe will refuse it. It begins with pk_test_ or pk_live_: copy it from the Stripe Dashboard.`,
  key_mode_mismatch: ({ key, session }) =>
    `The publishable key is for ${key} mode and the endpoint's session for ${session} mode, and Stripe accepts no mixture. Use the key of the same mode as the server's secret key.`,
  insecure_context: () =>
    'A live key is used on a page without TLS, where others can read the session. Serve the page over https.',
  script_blocked: ({ script = CONNECT_SCRIPT }) =>
    `${script} did not load, so nothing of Stripe's can be shown. ${DID_NOT_LOAD}`,
  script_timeout: ({ script = CONNECT_SCRIPT, timeout }) =>
    `${script} did not load within ${timeout} ms, so nothing of Stripe's can be shown. Check the connection${named.orLoadTimeout}.`,
  endpoint_unreachable: ({ url, why }) =>
    `The session endpoint (${url}) could not be reached: ${why}. Stripe's components need it for their session. Check the address, CORS (of another origin, its preflight has to allow \`content-type\` and \`x-requested-with\`) and the connection.`,
  endpoint_timeout: ({ timeout }) =>
    `The session endpoint did not answer within ${timeout} ms, so Stripe's components cannot be drawn. Look at what it waits for, or give it a longer \`timeout\`.`,
  endpoint_unauthorized: ({ url, status }) =>
    `The session endpoint (${url}) answered ${status}: nobody is signed in. Sign in again. Where somebody is, check that the cookie or token gets there (\`credentials\`, \`headers\`) and that \`authorize\` does not throw.`,
  endpoint_forbidden: ({ url, status }) =>
    `The session endpoint (${url}) answered ${status}: this person may not have this session. Check what \`authorize\` returns, the allowed components and origins, and the CSRF token. Its answer, in the browser's network panel, may say which.`,
  endpoint_rate_limited: ({ url, status }) =>
    `The session endpoint (${url}) answered ${status}: it was asked too often. Wait a moment.`,
  endpoint_failed: ({ url, status }) =>
    // What is no address is asked at one of this name.
    url && url !== 'undefined'
      ? `The session endpoint (${url}) answered ${status}, so there is no session to give Stripe. ${whereToLook(Number(status))}`
      : 'No `endpoint` was given, or one without its `url`; or its function threw, or an option (`fetch`, `headers`, `body`). So there is no session to give Stripe. What was thrown is the `cause`.',
  endpoint_invalid_response: ({ url, what }) =>
    url
      ? `The session endpoint (${url}) answered with ${what} instead of JSON. ${what === 'HTML' ? 'Check its address, and that it does not send people to a sign-in page.' : 'Answer with the session as JSON, not with its bare secret as text.'}`
      : `The session endpoint's answer ${what}, so there is nothing to give Stripe. Answer with the session as your Stripe SDK returns it, or read yours with the endpoint's \`parse\`; a function, with its parsed JSON and not with the \`Response\`.`,
  session_expired: ({ tag, type, message = NO_REASON }) =>
    `Stripe did not accept the session of ${tag} (${type}): ${message}. A new one was tried already: check that the endpoint makes one for each request.`,
  secret_reused: () =>
    "The endpoint, or an intent's `clientSecret`, gave a secret that it had given before, and Stripe accepts each one once. Make a new one for each request, and look for what keeps the answers.",
  component_not_enabled: ({ name }) =>
    `The session does not enable ${name}, so Stripe would show nothing. Add \`${name}: { enabled: true }\` to \`components\` where your server creates the account session${named.andComponents}.`,
  component_load_failed: ({ tag, type, message = NO_REASON }) =>
    tag
      ? `Stripe could not load ${tag} (${type}): ${message}`
      : `Connect.js refused to start: ${message}. Check the publishable key.`,
  component_timeout: ({ tag, timeout }) =>
    `Stripe did not begin to draw ${tag} within ${timeout} ms. Look for blocked frames of connect-js.stripe.com or js.stripe.com${named.orLoadTimeout}.`,
  setter_failed: ({ tag, prop }) =>
    `Connect.js did not take \`${prop}\` of ${tag}, so the component goes on without it. Check the prop's name and value, and update @stripe/connect-js.`,
  flow_failed: ({ why, type, message }) => {
    if (why) return FLOWS[why]!;
    return type
      ? `Stripe ended the linking of a bank account (${type}): ${(REMEDIES[type] ?? message) || NO_REASON}`
      : `${message}`;
  },
  unsupported_environment: () =>
    "This page runs in an app's webview, which Stripe's embedded components do not support, so the person is to follow the provider's `linkOut`. Without it they would be tried here too.",
  logged_out: () =>
    'The person signed out, so this session is over. Call `retry()` once somebody has signed in again.',
  aborted: () => 'The session is no longer needed: what asked for it is gone, or moved to another account.',
};

export const explain = (code: EmbeddedErrorCode, details: ErrorDetails): string => MESSAGES[code](details);
