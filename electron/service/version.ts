declare const __APP_VERSION__: string;

/** Written in by the build; unbuilt code, as in tests, has none. */
export const version = typeof __APP_VERSION__ === 'string' ? __APP_VERSION__ : '0.0.0';
