using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace OmniSage.Storage.Sqlite;

/// <summary>
/// Threads that read, each with a connection of its own, since SQLite's calls block. Each query sees one snapshot.
/// What waits for a thread is bounded.
/// </summary>
internal sealed class SqliteReaders : IDisposable
{
    private readonly BlockingCollection<Action<Func<SqliteConnection>>> waiting;
    private readonly Func<SqliteConnection> open;
    private readonly Thread[] threads;
    private readonly Lock closing = new();

    public SqliteReaders(Func<SqliteConnection> open, StorageOptions options)
    {
        this.open = open;
        waiting = new(options.ReadsWaitingMax);
        threads = [.. Enumerable.Range(1, options.Readers).Select(number => new Thread(Run)
        {
            Name = $"omnisage-read-{number}",
            IsBackground = true,
        })];
        foreach (var thread in threads) thread.UnsafeStart();
    }

    public Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!waiting.TryAdd(connect => Answer(connect, query, done, cancellation)))
        {
            throw new OmniSageException(
                ErrorCodes.LimitReached, "Too many reads wait for the database.", retryable: true);
        }

        return done.Task;
    }

    public void Dispose()
    {
        waiting.CompleteAdding();
        foreach (var thread in threads) thread.Join();
        waiting.Dispose();
    }

    private static void Answer<T>(
        Func<SqliteConnection> connect,
        Func<DbConnection, Task<T>> query,
        TaskCompletionSource<T> done,
        CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            done.TrySetCanceled(cancellation);
            return;
        }

        try
        {
            var connection = connect();
            using var snapshot = connection.BeginTransaction(deferred: true);
            var answer = query(connection).GetAwaiter().GetResult();
            snapshot.Commit();
            done.TrySetResult(answer);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            done.TrySetCanceled(cancellation);
        }
        catch (DbException fault)
        {
            done.TrySetException(new OmniSageException(
                ErrorCodes.StorageUnavailable, "The database did not answer.", retryable: true, fault));
        }
        catch (Exception fault)
        {
            // Whatever the query threw belongs to whoever asked, not to this thread.
            done.TrySetException(fault);
        }
    }

    private void Run()
    {
        SqliteConnection? connection = null;
        foreach (var answer in waiting.GetConsumingEnumerable()) answer(() => connection ??= open());
        // One after another: of several that close at once none is the last, which takes the write-ahead log away.
        lock (closing) connection?.Dispose();
    }
}
