/** Channels between the preload script and the shell. Nothing but these two uses them; the window sees `DesktopBridge` only. */
export const desktopChannels = {
  /** Preload to shell, followed by the name of the call. */
  call: 'desktop.call.',
  /** Preload to shell: the page wants a port to the service. */
  portRequest: 'desktop.port-request',
  /** Shell to preload: carries the port. */
  port: 'desktop.port',
  /** Shell to preload: the service is gone or could not start. */
  serviceDown: 'desktop.service-down',
} as const;
