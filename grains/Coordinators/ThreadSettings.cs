using OmniSage.Grains.Journals;

namespace OmniSage.Grains.Coordinators;

/// <summary>Stages what people set for a thread.</summary>
internal static class ThreadSettings
{
    /// <summary>Sets whether facts that are said here are kept; setting it again changes nothing.</summary>
    public static void SwitchMemory(this Draft draft, Journal<Conversation> thread, bool isOn, Guid by)
    {
        if (thread.Next.KeepsFacts != isOn) draft.Append(thread, Labels.Member, new MemorySwitched(isOn, by));
    }
}
