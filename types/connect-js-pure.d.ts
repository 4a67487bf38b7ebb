// The package's own types for this entry are TypeScript sources, which would be checked with our
// compiler options. Its root entry has declarations of the same functions.
export * from '@stripe/connect-js';
