import './lib/zod';
import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/Providers';
import { Quick } from './features/quick/Quick';

const root = document.getElementById('root');
if (root === null) throw new Error('quick.html has no #root');

createRoot(root).render(
  <StrictMode>
    <Providers>
      <Quick />
    </Providers>
  </StrictMode>,
);
