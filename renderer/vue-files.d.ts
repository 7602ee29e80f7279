/** For tools that read TypeScript only; `vue-tsc` looks into the files themselves. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent;
  // eslint-disable-next-line no-restricted-syntax -- a single-file component has no other export
  export default component;
}
