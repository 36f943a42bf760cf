import { Component, type ReactNode } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';

/** One feature that breaks leaves the rest of the window usable. The error's text is not shown: it could hold a value. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override readonly state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const { title, text, action } = texts.app.boundary;
    return (
      <Notice
        tone="danger"
        title={title}
        alert
        actions={<Button onPress={() => this.setState({ broken: false })}>{action}</Button>}
      >
        {text}
      </Notice>
    );
  }
}
