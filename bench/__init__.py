"""One file for each thing that is measured. `make bench` runs all, `make bench NAME=lister SIZE=1000000` one."""
