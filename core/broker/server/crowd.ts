/** How many connections all tokens' ports have together: one for the whole broker. */
export interface Crowd {
  /** False where there are too many already. */
  enter(): boolean;
  leave(): void;
}

export function createCrowd(most = 1_024): Crowd {
  let inside = 0;
  return {
    enter() {
      if (inside >= most) return false;
      inside += 1;
      return true;
    },
    leave: () => void (inside -= 1),
  };
}
