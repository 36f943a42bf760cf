import styles from './App.module.css';
import { EvaluationBar } from './EvaluationBar';
import { House } from './House';
import { useAppearance } from './useAppearance';

export function App() {
  const info = useAppearance();
  return (
    <div className={styles.app}>
      {info?.runtime === 'evaluation' && <EvaluationBar />}
      <div className={styles.house}>
        <House />
      </div>
    </div>
  );
}
