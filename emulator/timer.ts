/** The longest time that a timer of Node can wait; a longer one ends at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;
