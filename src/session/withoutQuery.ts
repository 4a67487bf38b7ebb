/** An address without its query and fragment: these say what is requested, or hold a token, not who answers. */
export const withoutQuery = (url: string): string => url.replace(/[?#].*/s, '');
