import { nextTick, onScopeDispose, watch } from 'vue';

const isOverlaid = (element: Element): boolean => element.closest('.v-overlay-container') !== null;

/** Where the keyboard was on the page, whatever menu led on from there. */
let lastOnPage: HTMLElement | null = null;
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && !isOverlaid(target)) lastOnPage = target;
});

async function giveBack(): Promise<void> {
  const target = lastOnPage;
  await nextTick();
  const current = document.activeElement;
  if (current === null || current === document.body || isOverlaid(current)) target?.focus();
}

/** Puts the keyboard back where it was when a dialog closes, or is gone altogether. */
export function useReturnedFocus(isOpen: () => boolean = () => true): void {
  let wasOpen = isOpen();
  const follow = (open: boolean): void => {
    if (wasOpen && !open) void giveBack();
    wasOpen = open;
  };
  watch(isOpen, follow);
  onScopeDispose(() => {
    follow(false);
  });
}
