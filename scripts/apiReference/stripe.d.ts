/** Stands in for the SDK, whose types would be half of all that the compiler reads. The pages only name them. */
interface Stripe {
  accountSessions: object;
}
declare namespace Stripe {
  namespace AccountSessionCreateParams {
    type Components = object;
  }
}
export default Stripe;
