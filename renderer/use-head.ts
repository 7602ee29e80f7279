import { watchEffect } from 'vue';

/** Names the window after the page it shows, for the task bar, the history and a screen reader. */
export function useHead(title: () => string): void {
  watchEffect(() => {
    document.title = `${title()} – Stansiya`;
  });
}
