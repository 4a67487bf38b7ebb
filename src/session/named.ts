/** How developer messages refer to the page's settings. The elements of `embed.js` put their own names here. */
export const named = {
  publishableKey: '`publishableKey`',
  givePublishableKey: 'Pass `publishableKey` to the provider',
  linkOut: 'Give the provider a `linkOut`',
  headers: '`endpoint={{ url, headers }}`',
  orLoadTimeout: ', or set a longer `loadTimeout`',
  andComponents: ", and check the provider's `components`",
};
