global using OmniSage.Testing.Silos;
global using Xunit;
