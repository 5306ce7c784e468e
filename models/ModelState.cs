namespace OmniSage.Models;

/// <summary>What is thought of a model of a chain.</summary>
public enum ModelState
{
    /// <summary>It was not asked yet.</summary>
    Unknown,

    /// <summary>It answered the last time it was asked.</summary>
    Healthy,

    /// <summary>It failed the last time.</summary>
    Failing,

    /// <summary>It failed several times in a row, and is not asked for a while where others are there.</summary>
    Skipped,

    /// <summary>Its provider asked to be left alone for a while.</summary>
    Limited,
}
