import { useEffect, useState } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import { onAnnounce } from '../lib/announce';

/** Where a screen reader hears what happened without a change of focus: copied, cleared, locked, test finished. */
export function LiveRegion() {
  const [said, setSaid] = useState({ text: '', times: 0 });
  useEffect(() => onAnnounce((text) => setSaid(({ times }) => ({ text, times: times + 1 }))), []);
  return (
    <VisuallyHidden>
      {/* With the mark React Aria does not hide it while a dialog is open. */}
      <div role="status" aria-live="polite" data-live-announcer="true">
        {/* A new element each time, so that the same sentence twice is heard twice. */}
        <span key={said.times}>{said.text}</span>
      </div>
    </VisuallyHidden>
  );
}
