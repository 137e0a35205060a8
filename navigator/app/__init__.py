"""The composition root shared by window and command line: paths, workbench, background jobs."""
