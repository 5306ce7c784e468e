import { useEffect, useRef } from 'react'
import { go } from './route'

export const shortcuts: { keys: string; does: string }[] = [
  { keys: 'n', does: 'New conversation' },
  { keys: 'g then c', does: 'Conversations' },
  { keys: 'g then a', does: 'Approvals' },
  { keys: 'g then r', does: 'Runs' },
  { keys: 'g then f', does: 'Files' },
  { keys: 'g then m', does: 'Memory' },
  { keys: 'g then p', does: 'Policy' },
  { keys: 'g then u', does: 'Usage' },
  { keys: 'g then s', does: 'Settings' },
  { keys: '/', does: 'Write a message, or search' },
  { keys: 'j, k', does: 'Next, previous item of a list' },
  { keys: 'Enter', does: 'Send; Shift and Enter begin a new line' },
  { keys: 'Esc', does: 'Leave a field, close a dialog' },
  { keys: '?', does: 'This list' },
]

const places: Record<string, string> = {
  c: '', a: 'approvals', r: 'runs', f: 'files', m: 'memory', p: 'policy', u: 'usage', s: 'settings',
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Moves the focus along what is marked as an item of a list. */
function step(by: number): void {
  const items = [...document.querySelectorAll<HTMLElement>('main [data-item]')]
  if (items.length === 0) return
  const at = items.findIndex(item => item === document.activeElement)
  items[Math.min(items.length - 1, Math.max(0, at < 0 ? 0 : at + by))]?.focus()
}

/** Single letters act while nobody writes; `g` waits a moment for a second one. */
export function useShortcuts(showHelp: () => void): void {
  const help = useRef(showHelp)
  help.current = showHelp
  useEffect(() => {
    let gAt = -Infinity
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (isWriting(event.target)) {
        if (event.key === 'Escape') (event.target as HTMLElement).blur()
        return
      }
      if (document.querySelector('dialog[open]')) return
      const place = places[event.key]
      const isSecond = event.timeStamp - gAt < 1500
      gAt = event.key === 'g' ? event.timeStamp : -Infinity
      if (isSecond && place !== undefined) go(place)
      else if (event.key === '?') help.current()
      else if (event.key === 'n') go('')
      else if (event.key === 'j') step(1)
      else if (event.key === 'k') step(-1)
      else if (event.key === '/') document.querySelector<HTMLElement>('[data-write]')?.focus()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
