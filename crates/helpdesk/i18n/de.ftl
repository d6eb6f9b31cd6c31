helpdesk-app = Tickets
