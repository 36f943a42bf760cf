import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AppInfo } from '../../core/contract/app';
import { queries } from '../lib/queries';

/** Makes this page light or dark as the person chose; which Keyhaven it is comes with it. */
export function useAppearance(): AppInfo | undefined {
  const { data: info } = useQuery(queries.info);
  const appearance = info?.preferences.appearance ?? 'system';
  useEffect(() => {
    document.documentElement.dataset.appearance = appearance;
  }, [appearance]);
  return info;
}
