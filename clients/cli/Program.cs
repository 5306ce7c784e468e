using OmniSage.Cli;

return await OmniSageCommand.RunAsync(args);
