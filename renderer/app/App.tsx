import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queries } from '../lib/queries';
import styles from './App.module.css';
import { EvaluationBar } from './EvaluationBar';
import { House } from './House';

export function App() {
  const info = useQuery(queries.info);
  const appearance = info.data?.preferences.appearance ?? 'system';
  useEffect(() => {
    document.documentElement.dataset.appearance = appearance;
  }, [appearance]);

  return (
    <div className={styles.app}>
      {info.data?.runtime === 'evaluation' && <EvaluationBar />}
      <div className={styles.house}>
        <House />
      </div>
    </div>
  );
}
