import type { ReactNode } from 'react'
import { Icon } from './icons'

/** Something went wrong, and what to do about it. */
export function Trouble({ text, onRetry }: { text: string; onRetry?: () => void }) {
  return (
    <p className="trouble" role="alert">
      <Icon name="warn" />
      <span>{text}</span>
      {onRetry && (
        <button type="button" className="small" onClick={onRetry}>
          Try again
        </button>
      )}
    </p>
  )
}

/** There is nothing yet, and how there will be something. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="nothing">
      <p className="nothing-title">{title}</p>
      {children && <div>{children}</div>}
    </div>
  )
}

/** Shown while the first answer is awaited; still, so that nothing flickers when it comes at once. */
export function Waiting() {
  return (
    <p className="waiting" role="status">
      One moment …
    </p>
  )
}
