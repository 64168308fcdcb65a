"""What a province of firms takes: filled by COPY, then every list, page, search and command walked."""
