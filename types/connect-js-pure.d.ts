// The package's own types for this entry are raw TypeScript sources, which would be checked under our
// compiler options. Its root entry has declarations of the very same functions.
export * from '@stripe/connect-js';
