import { useEffect, useRef, useState } from 'react'
import { call } from '../api/client'
import type { Caller } from '../api/types'
import { useResource } from '../api/use-resource'
import { ApprovalsPage } from '../approvals/approvals-page'
import { ChatPage } from '../chat/chat-page'
import { NewChat } from '../chat/new-chat'
import { Icon } from '../design/icons'
import { MemoryPage } from '../memory/memory-page'
import { PolicyPage } from '../policy/policy-page'
import { readOpenQuestions } from '../questions/open-questions'
import { RunPage } from '../runs/run-page'
import { RunsPage } from '../runs/runs-page'
import { SessionsPage } from '../sessions/sessions-page'
import { Nothing } from '../design/states'
import { guardDrops } from './drops'
import { Help } from './help'
import { lazily } from './lazily'
import { type Route } from './route'
import { useShortcuts } from './shortcuts'
import { Sidebar } from './sidebar'

const FilesPage = lazily(() => import('../files/files-page'), 'FilesPage')
const FilePage = lazily(() => import('../files/file-page'), 'FilePage')
const ArtifactPage = lazily(() => import('../files/artifact-page'), 'ArtifactPage')
const UsagePage = lazily(() => import('../usage/usage-page'), 'UsagePage')
const SettingsPage = lazily(() => import('../settings/settings-page'), 'SettingsPage')

/** How often lists that no stream tells of are read again. */
const everyMs = 4_000

/** What stands around every page: the way to all others, and on a phone a button for it. */
export function Frame({ caller, route }: { caller: Caller; route: Route }) {
  const [isOpen, setOpen] = useState(false)
  const [hasHelp, setHelp] = useState(false)
  const main = useRef<HTMLElement>(null)
  const where = `${route.name}/${route.id ?? ''}`
  const threads = useResource('threads', signal =>
    call('get', '/api/v1/workspaces/{workspace}/threads', { query: { limit: 100 }, signal }), everyMs)
  const open = useResource('open approvals', signal =>
    call('get', '/api/v1/workspaces/{workspace}/approvals', { query: { status: 'open', limit: 100 }, signal }), everyMs)
  const asked = useResource('open questions', readOpenQuestions, everyMs)
  useEffect(guardDrops, [])
  useShortcuts(() => setHelp(true))
  const reloadThreads = threads.reload
  useEffect(() => {
    setOpen(false)
    reloadThreads()
    main.current?.scrollTo(0, 0)
    // What had the focus went with its page: the keys go on at the new one.
    if (document.activeElement === document.body) main.current?.focus()
  }, [where, reloadThreads])
  return (
    <div className={isOpen ? 'frame open' : 'frame'}>
      <a className="skip" href="#main" onClick={event => {
        event.preventDefault()
        main.current?.focus()
      }}>
        To the content
      </a>
      <header className="top">
        <button type="button" className="quiet icon-only" aria-label="Menu" aria-expanded={isOpen}
          aria-controls="sidebar" onClick={() => setOpen(!isOpen)}>
          <Icon name={isOpen ? 'close' : 'menu'} />
        </button>
        <span className="top-name">OmniSage</span>
      </header>
      <Sidebar
        route={route}
        threads={threads.value?.items ?? []}
        waiting={(open.value?.items.length ?? 0) + (asked.value?.length ?? 0)}
        showHelp={() => setHelp(true)}
      />
      {isOpen && <div className="veil" onClick={() => setOpen(false)} aria-hidden="true" />}
      <main id="main" ref={main} tabIndex={-1} inert={isOpen}>
        <View caller={caller} route={route} key={where} />
      </main>
      {hasHelp && <Help onClose={() => setHelp(false)} />}
    </div>
  )
}

function View({ caller, route }: { caller: Caller; route: Route }) {
  switch (route.name) {
    case '':
      return <NewChat caller={caller} />
    case 'threads':
      return route.id ? <ChatPage thread={route.id} caller={caller} /> : <NewChat caller={caller} />
    case 'runs':
      return route.id ? <RunPage id={route.id} at={route.at} caller={caller} /> : <RunsPage />
    case 'approvals':
      return <ApprovalsPage caller={caller} />
    case 'files':
      return route.id ? <FilePage path={route.id} caller={caller} /> : <FilesPage shows="files" caller={caller} />
    case 'artifacts':
      return route.id ? <ArtifactPage id={route.id} /> : <FilesPage shows="artifacts" caller={caller} />
    case 'memory':
      return <MemoryPage caller={caller} />
    case 'policy':
      return <PolicyPage caller={caller} />
    case 'usage':
      return <UsagePage caller={caller} />
    case 'settings':
      return <SettingsPage caller={caller} />
    case 'sessions':
      return <SessionsPage />
    default:
      return (
        <div className="page">
          <h1>Nothing here</h1>
          <Nothing title="There is no such page.">
            <a href="#/">To a new conversation</a>
          </Nothing>
        </div>
      )
  }
}
