import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { fileAddress, filePlace } from '../src/files/addresses'
import { kindOf, size } from '../src/files/kinds'
import { Preview } from '../src/files/preview'
import { pathOf } from '../src/files/upload'
import { Uploads } from '../src/files/uploads'
import { parseRoute } from '../src/shell/route'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it.each([
  ['a/b c.txt', '/api/v1/workspaces/default/files/a/b%20c.txt'],
  ['100%/x?y#z', '/api/v1/workspaces/default/files/100%25/x%3Fy%23z'],
])('the address of %s', (path, address) => {
  expect(fileAddress(path)).toBe(address)
  expect(parseRoute(filePlace(path))).toEqual({ name: 'files', id: path, at: null })
})

it('an address that was cut is no fault', () => {
  expect(parseRoute('#/files/%E0%A4')).toEqual({ name: 'files', id: '%E0%A4', at: null })
})

it.each([[0, '0 bytes'], [1, '1 byte'], [1023, '1023 bytes'], [1024, '1.0 KB'], [33554432, '32 MB']])(
  '%d is %s', (bytes, said) => expect(size(bytes)).toBe(said))

it('no page or program is a picture', () => {
  for (const type of ['image/svg+xml', 'text/html', 'application/xhtml+xml', 'image/x-new'])
    expect(kindOf(type).preview).not.toBe('image')
})

it('a name that letters and accents spell apart is put together', () => {
  expect(pathOf('/reports//', 'cafe\u0301.md')).toBe('reports/caf\u00e9.md')
})

const file = { from: '/x', name: 'x', sha256: 'h', bytes: 10 }

it('only the beginning of a long text is read', async () => {
  const cancel = vi.fn()
  const body = new ReadableStream({ pull: one => one.enqueue(new Uint8Array(100 * 1024).fill(97)), cancel })
  vi.stubGlobal('fetch', async () => new Response(body))
  const { container } = render(<Preview {...file} bytes={9e6} mediaType="text/plain" />)
  await screen.findByText(/These are the first 256 KB of 8.6 MB/)
  expect(container.querySelector('pre')?.textContent).toHaveLength(256 * 1024)
  expect(cancel).toHaveBeenCalled()
})

it('HTML and SVG are text, and what is unknown is not shown', async () => {
  vi.stubGlobal('fetch', async () => new Response('<svg onload=alert(1)>\u202e'))
  const { container } = render(<Preview {...file} mediaType="image/svg+xml" />)
  await waitFor(() => expect(container.querySelector('pre')?.textContent).toBe('<svg onload=alert(1)>U+202E'))
  expect(container.querySelector('svg, img')).toBeNull()
  cleanup()
  render(<Preview {...file} mediaType="application/pdf" />)
  expect(screen.getByText('This kind of file is not shown here.')).toBeTruthy()
})

it('what is there is replaced only as it was when it was asked', async () => {
  const sent: { method: string; guard: string }[] = []
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    const headers = new Headers(init.headers)
    const guard = headers.get('If-Match') ?? headers.get('If-None-Match') ?? ''
    sent.push({ method: init.method!, guard })
    if (init.method === 'GET') return Response.json({ sha256: 'old' })
    const problem = { code: 'outdated', title: 'no', status: 412 }
    return guard === '*' ? Response.json(problem, { status: 412 }) : Response.json({})
  })
  const onChanged = vi.fn()
  render(<Uploads onChanged={onChanged}>list</Uploads>)
  fireEvent.change(screen.getByLabelText('Files to upload'), { target: { files: [new File(['x'], 'a.txt')] } })
  fireEvent.click(await screen.findByRole('button', { name: 'Replace' }))
  await screen.findByText('uploaded')
  expect(sent).toEqual([
    { method: 'PUT', guard: '*' }, { method: 'GET', guard: '' }, { method: 'PUT', guard: '"old"' },
  ])
  expect(onChanged).toHaveBeenCalledOnce()
})
