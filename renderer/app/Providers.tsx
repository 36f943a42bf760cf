import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { followChanges } from '../lib/live';
import { queryClient } from '../lib/queries';
import { LiveRegion } from '../ui/LiveRegion';
import { Toasts } from '../ui/Toasts';

export function Providers({ children }: { children: ReactNode }) {
  useEffect(followChanges, []);
  return (
    <QueryClientProvider client={queryClient}>
      <I18nProvider locale="en">
        {children}
        <Toasts />
        <LiveRegion />
      </I18nProvider>
    </QueryClientProvider>
  );
}
