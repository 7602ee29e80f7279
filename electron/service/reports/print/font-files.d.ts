/** A font in Base64. */
declare module '*.woff2' {
  const base64: string;
  export { base64 as default };
}
