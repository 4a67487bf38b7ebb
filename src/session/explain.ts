import type { EmbeddedErrorCode } from './errorCode.js';
import { named } from './named.js';

/** The details of a message: names, numbers and addresses, never a secret. */
export type ErrorDetails = Record<string, string | number | undefined>;

// Stryker disable all: prose, which tests should not repeat.
const CONNECT_SCRIPT = 'Connect.js (https://connect-js.stripe.com/v1.0/connect.js)';

/** Stripe.js is named, Connect.js is not. */
const scriptOf = ({ script }: ErrorDetails) =>
  script ? `${script} (https://js.stripe.com)` : CONNECT_SCRIPT;

/** An endpoint without an address. */
const FUNCTION = 'a function';

const DID_NOT_LOAD =
  'Check for an ad blocker, a Content-Security-Policy that does not allow its address (`contentSecurityPolicy()` builds one that does), or a lost connection.';

/** Stripe may omit its message. */
const NO_REASON = 'Stripe gave no reason';

/** Some of Stripe's messages end with a full stop. */
const sentence = (message: string | number | undefined) => `${message || NO_REASON}`.replace(/\.?$/, '.');

/** Why a flow failed, if it was not Stripe that ended it. */
const FLOWS: Record<string, string> = {
  check_status:
    '`checkStatus` threw, so we do not know whether onboarding is complete. Its error is the `cause`.',
  other_accounts:
    'The server returned other accounts for this session than the browser reported, so none of them is trusted. Check what your endpoint returns for `verify`.',
  no_secret: 'The intent has no `clientSecret`.',
  still_open: 'An earlier window for linking a bank account is still open. Close it first.',
};

/** Why the endpoint could not be reached. */
const OBSTACLES: Record<string, string> = {
  offline: 'this device is offline',
  no_response: 'the request did not get through',
  broke_off: 'the answer broke off',
};

/** What is wrong with a response that is JSON. */
const RESPONSES: Record<string, string> = {
  error: 'has an `error` and no `client_secret`',
  no_accounts: 'has no `accounts`',
  no_secret: 'has no `client_secret`',
  not_a_secret: 'has a `client_secret` that is not a secret',
  not_for_parse: 'is not what `parse` takes',
  other_secret: 'has a `client_secret` that is not a secret of a session',
};

/** A response that is no object is named by its type. */
const describe = (response: string) =>
  RESPONSES[response] ??
  `is ${/^(null|undefined)$/.test(response) ? response : `a ${response}`}, not an object`;

/** Where to look, by the status of the response. */
function whereToLook(status: number): string {
  if (status >= 500) return "Check the server's log.";
  const why = "The response, in the browser's network panel, may say why.";
  if (status === 404 || status === 405) return `Check its address, and that it accepts POST. ${why}`;
  if (status === 419 || status === 422) return `Send the CSRF token: ${named.headers}. ${why}`;
  return why;
}

const REMEDIES: Record<string, string> = {
  financial_connections_account_pending_account_numbers:
    'The bank has not provided the account numbers yet, which can take some minutes. Try again later.',
  financial_connections_account_unavailable_account_numbers:
    'The bank does not provide the numbers of this account. Ask the user to link another one.',
};

/**
 * What happened, why it matters, and how to fix it. For development only: a production build shows the code instead.
 */
const MESSAGES: Record<EmbeddedErrorCode, (details: ErrorDetails) => string> = {
  invalid_key: ({ kind }) =>
    kind === 'secret'
      ? 'A secret key (sk_ or rk_) was passed to the browser, where anybody can read it. Roll it in the Stripe Dashboard now, and pass the publishable key (pk_) instead.'
      : kind === 'none'
        ? `There is no publishable key, and Stripe does not start without one. ${named.givePublishableKey}, or set it in the session handler on the server, which sends it to every page. If it should come from an environment variable, that variable is not set.`
        : `${named.publishableKey} is not a publishable key, so Stripe will refuse it. A publishable key starts with pk_test_ or pk_live_: copy yours from the Stripe Dashboard.`,
  key_mode_mismatch: ({ key, session }) =>
    `The publishable key is for ${key} mode, but the endpoint's session is for ${session} mode. Stripe does not accept a mixture. Use the publishable key of the same mode as the server's secret key.`,
  insecure_context: () =>
    'A live key is used on a page without HTTPS, where others can read the session. Serve the page over HTTPS.',
  script_blocked: (details) =>
    `${scriptOf(details)} did not load, so nothing from Stripe can be shown. ${DID_NOT_LOAD}`,
  script_timeout: (details) =>
    `${scriptOf(details)} did not load within ${details.timeout} ms, so nothing from Stripe can be shown. Check the connection${named.orLoadTimeout}.`,
  endpoint_unreachable: ({ url = FUNCTION, why }) =>
    `The session endpoint (${url}) could not be reached: ${OBSTACLES[why!]}. Stripe's components need a session from it. Check the address, the connection, and CORS: on another origin, the endpoint's preflight response must allow \`content-type\` and \`x-requested-with\`.`,
  endpoint_timeout: ({ timeout }) =>
    `The session endpoint did not respond within ${timeout} ms, so Stripe's components cannot be drawn. Find out what the endpoint is waiting for. To wait longer, set \`timeout\` in its options${named.orLoadTimeout}.`,
  endpoint_unauthorized: ({ url = FUNCTION, status }) =>
    `The session endpoint (${url}) returned ${status}: nobody is signed in. Sign in again. If somebody is signed in, check that the cookie or token reaches the endpoint (\`credentials\`, \`headers\`) and that \`authorize\` does not throw.`,
  endpoint_forbidden: ({ url = FUNCTION, status }) =>
    `The session endpoint (${url}) returned ${status}: this user may not have this session. Check what \`authorize\` returns, the allowed components and origins, and the CSRF token. The response, in the browser's network panel, may say which one it is.`,
  endpoint_rate_limited: ({ url = FUNCTION, status }) =>
    `The session endpoint (${url}) returned ${status}: it received too many requests. Wait a moment and try again.`,
  endpoint_failed: ({ url = FUNCTION, status }) =>
    // An `endpoint` that is not a URL was requested under the name `undefined`.
    status && url && url !== 'undefined'
      ? `The session endpoint (${url}) returned ${status}, so there is no session to give Stripe. ${whereToLook(Number(status))}`
      : 'There is no session to give Stripe. Either `endpoint` or its `url` is missing, or the endpoint function or an option (`fetch`, `headers`, `body`) threw. The `cause` is what was thrown.',
  endpoint_invalid_response: ({ url, what }) =>
    url
      ? `The session endpoint (${url}) returned ${what} instead of JSON. ${what === 'HTML' ? 'Check its address, and that it does not redirect to a sign-in page.' : 'Return the session as JSON, not its bare secret as text.'}`
      : `The session endpoint's response ${describe(`${what}`)}, so there is nothing to give Stripe. Return the session as your Stripe SDK returns it, or read your own format with the endpoint's \`parse\`. An endpoint function must return the parsed JSON, not the \`Response\`.`,
  session_expired: ({ tag = 'bank linking', type, message }) =>
    `Stripe did not accept the session of ${tag} (${type}): ${sentence(message)} A new session was already tried. Check that the endpoint creates a new one for each request.`,
  secret_reused: () =>
    "The endpoint, or an intent's `clientSecret`, returned a secret that it had returned before, and Stripe accepts each secret only once. Create a new one for each request, and check whether something caches the responses.",
  component_not_enabled: ({ name }) =>
    `The session does not enable ${name}, so Stripe would show nothing. Add \`${name}: { enabled: true }\` to \`components\` where your server creates the account session${named.andComponents}.`,
  component_load_failed: ({ tag, type, message }) =>
    tag
      ? `Stripe could not load ${tag} (${type}): ${message || NO_REASON}`
      : `Connect.js refused to start: ${sentence(message)} Check the publishable key.`,
  component_timeout: ({ tag, timeout }) =>
    `Stripe did not start to draw ${tag} within ${timeout} ms. Check for blocked frames from connect-js.stripe.com or js.stripe.com${named.orLoadTimeout}.`,
  setter_failed: ({ tag = 'the provider', prop }) =>
    `Connect.js did not accept \`${prop}\` of ${tag}, so the component works without it. Check the prop's name and value, and update @stripe/connect-js.`,
  flow_failed: ({ why, type, message }) => {
    if (why) return FLOWS[why]!;
    return type
      ? `Stripe could not link the bank account (${type}): ${(REMEDIES[type] ?? message) || NO_REASON}`
      : `${message}`;
  },
  unsupported_environment: () =>
    "This page runs in an app's webview, which Stripe's embedded components do not support, so users are offered the provider's `linkOut`. Without `linkOut`, the components would try to load here too.",
  logged_out: () =>
    'The user signed out, so this session has ended. Call `retry()` once somebody has signed in again.',
  aborted: () =>
    'The session is no longer needed: whatever requested it is gone, or moved to another account.',
};

export const explain = (code: EmbeddedErrorCode, details: ErrorDetails): string => MESSAGES[code](details);
