import type { Thread } from '../api/types'
import { Icon, type IconName, Mark } from '../design/icons'
import { plain } from '../design/text'
import { useTheme } from '../design/theme'
import { Moment } from '../design/time'
import type { Route } from './route'

const places: { name: string; label: string; icon: IconName }[] = [
  { name: 'approvals', label: 'Approvals', icon: 'approve' },
  { name: 'runs', label: 'Runs', icon: 'runs' },
  { name: 'files', label: 'Files', icon: 'file' },
  { name: 'memory', label: 'Memory', icon: 'memory' },
  { name: 'policy', label: 'Policy', icon: 'policy' },
  { name: 'usage', label: 'Usage', icon: 'usage' },
  { name: 'settings', label: 'Settings', icon: 'settings' },
]

/** What tasks made is shown among the files. */
const isAt = (route: Route, place: string) =>
  route.name === place || (route.name === 'artifacts' && place === 'files')

type Props = { route: Route; threads: Thread[]; waiting: number; showHelp: () => void }

export function Sidebar({ route, threads, waiting, showHelp }: Props) {
  const [theme, toggle] = useTheme()
  return (
    <nav id="sidebar" className="sidebar" aria-label="OmniSage">
      <a className="brand" href="#/">
        <Mark />
        <span>OmniSage</span>
      </a>
      <a className="new" href="#/" aria-current={route.name === '' ? 'page' : undefined}>
        <Icon name="add" />
        New conversation
      </a>
      <ul className="places">
        {places.map(place => (
          <li key={place.name}>
            <a href={`#/${place.name}`} aria-current={isAt(route, place.name) ? 'page' : undefined}>
              <Icon name={place.icon} />
              {place.label}
              {place.name === 'approvals' && waiting > 0 && (
                <span className="badge">
                  {waiting}
                  <span className="unseen-text"> waiting</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
      <h2 className="sidebar-title" id="threads-title">Conversations</h2>
      <ul className="thread-list" aria-labelledby="threads-title">
        {threads.map(thread => (
          <li key={thread.id}>
            <a
              href={`#/threads/${thread.id}`}
              aria-current={route.name === 'threads' && route.id === thread.id ? 'page' : undefined}
            >
              <span className="thread-title">{plain(thread.title) || 'Without a title'}</span>
              <Moment at={thread.updated} />
            </a>
          </li>
        ))}
        {threads.length === 0 && <li className="hint">None yet</li>}
      </ul>
      <div className="sidebar-foot">
        <button type="button" className="quiet icon-only" onClick={toggle}
          aria-label={theme === 'dark' ? 'Light colours' : 'Dark colours'}>
          <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
        </button>
        <button type="button" className="quiet icon-only" onClick={showHelp} aria-label="Keyboard">
          <Icon name="keyboard" />
        </button>
        <a className="button quiet icon-only" href="#/sessions" aria-label="Signed-in browsers"
          aria-current={route.name === 'sessions' ? 'page' : undefined}>
          <Icon name="session" />
        </a>
      </div>
    </nav>
  )
}
