// #region account
import { stripe } from './stripe.js'; // new Stripe(process.env.STRIPE_SECRET_KEY!)
import { users, type User } from './users.js'; // yours: who is signed in, and where users are stored

/** The user's connected account. The first call creates it. */
async function accountOf(user: User): Promise<string> {
  if (user.stripeAccount) return user.stripeAccount;
  const { id } = await stripe.accounts.create(
    {
      controller: {
        fees: { payer: 'account' },
        losses: { payments: 'stripe' },
        requirement_collection: 'stripe',
        stripe_dashboard: { type: 'none' },
      },
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
      country: user.country,
      email: user.email,
    },
    // Two requests at the same time get the same account.
    { idempotencyKey: `account-of-${user.id}` },
  );
  await users.update(user.id, { stripeAccount: id });
  return id;
}

// GET /api/onboarded
export async function onboarded(request: Request): Promise<Response> {
  const user = await users.signedIn(request);
  if (!user) return Response.json({}, { status: 401 });
  const { details_submitted: complete } = await stripe.accounts.retrieve(await accountOf(user));
  return Response.json({ complete });
}
// #endregion

// #region session
import { createSessionHandler } from 'stripe-embedded/server';

// POST /api/stripe/session
export const session = createSessionHandler({
  stripe,
  authorize: async (request) => {
    const user = await users.signedIn(request);
    return user && { account: user.stripeAccount };
  },
  connect: {
    components: {
      account_onboarding: true,
      account_management: true,
      notification_banner: true,
      payments: true,
      payouts: true,
    },
  },
});
// #endregion

// #region link
// POST /api/onboarding-link
export async function onboardingLink(request: Request): Promise<Response> {
  const user = await users.signedIn(request);
  if (!user) return Response.json({}, { status: 401 });
  const { url } = await stripe.accountLinks.create({
    account: await accountOf(user),
    type: 'account_onboarding',
    refresh_url: 'https://shop.example/money',
    return_url: 'https://shop.example/money',
  });
  return Response.json({ url });
}
// #endregion
