/** How the messages for developers name what a page gives. The elements of `embed.js` put names of their own here. */
export const named = {
  publishableKey: '`publishableKey`',
  givePublishableKey: 'Give the provider `publishableKey`',
  linkOut: 'Give the provider a `linkOut`',
  headers: '`endpoint={{ url, headers }}`',
  orLoadTimeout: ', or give it a longer `loadTimeout`',
  andComponents: ", and check the provider's `components`",
};
