/** Stands for the SDK, whose own types are half of all that there is to read: the pages only name them. */
interface Stripe {
  accountSessions: object;
}
declare namespace Stripe {
  namespace AccountSessionCreateParams {
    type Components = object;
  }
}
export default Stripe;
