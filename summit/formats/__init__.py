"""How the admin writes days and hours, where Django's own way differs from that of the other pages."""
